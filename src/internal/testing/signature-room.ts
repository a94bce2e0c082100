import { sendMouse, setViewport } from '@web/test-runner-commands';
import type { SignatureMark } from '../../contract/documents.ts';
import { allByRole, byRole, clearPage, eventually, showPage, textOf } from './page.ts';

/** A position on the drawing surface, as fractions of its width and height. */
export type Position = readonly [x: number, y: number];

export const alertText = (): string => allByRole('alert').map(textOf).join().trim();

/** Where the drawing surface is on the screen. */
export const surface = (): DOMRect => byRole('img', /^Zeichenfläche/).getBoundingClientRect();

/** Draws a stroke with the mouse. */
export async function draw(...positions: Position[]): Promise<void> {
  const { left, top, width, height } = surface();
  for (const [i, [x, y]] of positions.entries()) {
    await sendMouse({ type: 'move', position: [Math.round(left + x * width), Math.round(top + y * height)] });
    if (i === 0) await sendMouse({ type: 'down' });
  }
  await sendMouse({ type: 'up' });
}

/** A stroke that passes for a signature. */
export const LOOPS: Position[] = Array.from({ length: 16 }, (_, i) => [0.2 + i * 0.04, i % 2 ? 0.3 : 0.75]);

/** A signature dialog on a page, with a button that had the focus before. */
export class SignatureRoom {
  readonly dialog = document.createElement('etron-signature-dialog');
  /** The signatures that were adopted. */
  readonly marks: SignatureMark[] = [];
  /** How often the dialog was cancelled. */
  cancelled = 0;

  constructor() {
    this.dialog.addEventListener('etron-signature-adopted', ({ mark }) => this.marks.push(mark));
    this.dialog.addEventListener('etron-signature-cancelled', () => this.cancelled++);
    const opener = Object.assign(document.createElement('button'), { textContent: 'Unterschreiben' });
    showPage('600px', opener, this.dialog);
    opener.focus();
  }

  /** Opens the dialog, on the tab with that name. */
  async open({ kind = 'signature', name = 'Martina Huber', tab = '' }: Partial<OpenOptions> = {}): Promise<void> {
    this.dialog.open({ kind, name, company: 'Bäckerei Huber & Söhne GmbH' });
    await eventually(() => this.dialog.shadowRoot?.querySelector('dialog')?.open);
    if (tab) byRole('tab', tab).click();
    await this.dialog.updateComplete;
  }

  async adopt(): Promise<SignatureMark> {
    const before = this.marks.length;
    byRole('button', 'Übernehmen').click();
    await eventually(() => this.marks.length > before);
    return this.marks.at(-1) as SignatureMark;
  }
}

interface OpenOptions {
  kind: 'signature' | 'initials';
  name: string;
  tab: string;
}

/** Gives each test of a suite a room of its own. */
export function eachInSignatureRoom(enter: (room: SignatureRoom) => void): void {
  before(() => setViewport({ width: 1000, height: 900 }));
  beforeEach(() => enter(new SignatureRoom()));
  afterEach(clearPage);
}
