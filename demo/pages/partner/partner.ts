import '@etron/portal-widgets/ticket-form';
import '../shared/base.css';
import './partner.css';
