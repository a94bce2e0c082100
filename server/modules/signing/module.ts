import type { ServerModule } from '../module.ts';
import { registerVerification } from './verify.routes.ts';

export const signingModule: ServerModule = { routes: registerVerification };
