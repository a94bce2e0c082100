import '@etron/portal-widgets/ticket-form/define';
import '../shared/base.css';
import './partner.css';
