import { dictionary, type ProblemCode, type VerificationFault } from '@etron/portal-widgets';

export const verifyWords = dictionary(
  {
    title: 'Dokument prüfen',
    lead: 'Ziehen Sie ein unterschriebenes PDF hierher: Wir sagen Ihnen, ob es von uns und unverändert ist.',
    toPortal: 'Zum Portal',
    choose: 'PDF auswählen oder hierher ziehen',
    private: 'Die Datei wird nur geprüft und nicht aufbewahrt.',
    checking: (name: string) => `„${name}“ wird geprüft …`,
    valid: 'Dieses Dokument ist echt',
    invalid: 'Dieses Dokument ist nicht gültig',
    unchanged: 'Es wurde über dieses Portal unterschrieben und seither nicht verändert.',
    faults: {
      unreadable: 'Die Datei ist kein lesbares PDF.',
      not_signed: 'Dieses PDF trägt keine Signatur.',
      not_ours: 'Dieses PDF wurde nicht von diesem Portal besiegelt.',
      altered: 'Der Inhalt wurde nach dem Unterschreiben verändert.',
      extended: 'Nach dem Unterschreiben wurde etwas hinzugefügt.',
    } as Record<VerificationFault, string>,
    document: 'Dokument',
    sealed: 'Besiegelt',
    signers: 'Unterschrieben von',
    problems: {
      payload_too_large: 'Die Datei ist zu groß. Erlaubt sind höchstens 75 MB.',
      rate_limited: 'Zu viele Prüfungen. Bitte warten Sie etwas.',
    } as { [code in ProblemCode]?: string },
  },
  {
    title: 'Check a document',
    lead: 'Drop a signed PDF here: we tell you whether it is ours and unchanged.',
    toPortal: 'To the portal',
    choose: 'Choose a PDF, or drop it here',
    private: 'The file is only checked and not kept.',
    checking: (name: string) => `Checking “${name}” …`,
    valid: 'This document is genuine',
    invalid: 'This document is not valid',
    unchanged: 'It was signed through this portal and has not been changed since.',
    faults: {
      unreadable: 'The file is no PDF that can be read.',
      not_signed: 'This PDF carries no signature.',
      not_ours: 'This PDF was not sealed by this portal.',
      altered: 'Its content was changed after signing.',
      extended: 'Something was added after signing.',
    },
    document: 'Document',
    sealed: 'Sealed',
    signers: 'Signed by',
    problems: {
      payload_too_large: 'The file is too large. At most 75 MB are allowed.',
      rate_limited: 'Too many checks. Please wait a moment.',
    },
  },
);
