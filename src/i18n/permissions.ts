import { dictionary } from './locale.ts';

/** Words for whoever lacks a permission: whom to ask for it. */
export const permissionWords = dictionary(
  'permissions',
  {
    title: (what: string) => `${what} sind für Sie nicht freigeschaltet`,
    partnerTitle: (what: string) => `${what} erhalten Sie von Ihrem Vertriebspartner`,
    partner: (name: string) => `Ihr Vertriebspartner ${name} hat diese Unterlagen. Bitte wenden Sie sich dorthin.`,
    management:
      'Als Geschäftsleitung können Sie die Berechtigung bei uns anfragen, für sich und für andere in Ihrem Unternehmen.',
    others: 'Bitte fragen Sie Ihre Geschäftsleitung: Sie kann die Berechtigung für Sie bei uns anfragen.',
    request: 'Berechtigung anfragen',
    /** Of the ticket; `who` asks, and can add for whom else. */
    subject: (what: string) => `Berechtigung für ${what}`,
    description: (what: string, who: string) =>
      `Guten Tag,\n\nbitte schalten Sie im Portal „${what}“ frei.\n\nFür: ${who} (weitere Namen bitte ergänzen)`,
  },
  {
    title: (what) => `You have no access to ${what.toLowerCase()}`,
    partnerTitle: (what) => `Your sales partner has your ${what.toLowerCase()}`,
    partner: (name) => `Your sales partner ${name} has these documents. Please ask there.`,
    management: 'As the management, you can ask us for the permission, for yourself and for others in your company.',
    others: 'Please ask your management: they can ask us for the permission for you.',
    request: 'Request permission',
    subject: (what) => `Permission for ${what.toLowerCase()}`,
    description: (what, who) =>
      `Hello,\n\nplease give access to “${what}” in the portal.\n\nFor: ${who} (please add further names)`,
  },
);
