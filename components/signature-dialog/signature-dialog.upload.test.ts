import { assert } from '@open-wc/testing';
import { SIGNATURE_IMAGE_MAX } from '../../src/contract/documents.limits.ts';
import type { SignatureMark } from '../../src/contract/documents.ts';
import {
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  overflowing,
  textOf,
} from '../../src/internal/testing/page.ts';
import './signature-dialog.define.ts';
import { alertText, eachInSignatureRoom, type SignatureRoom } from '../../src/internal/testing/signature-room.ts';

/** A sheet with a signature on it, as a camera sees it: `paint` makes the paper, the ink is blue. */
async function sheet(
  type: 'image/png' | 'image/jpeg',
  paint: (context: CanvasRenderingContext2D) => void = (context) => {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 2000, 1500);
  },
  ink = '#1a2f8a',
): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2000, height: 1500 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  paint(context);
  context.strokeStyle = ink;
  context.lineWidth = 14;
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(600, 800);
  for (let i = 1; i < 12; i++) context.lineTo(600 + i * 70, i % 2 ? 600 : 900);
  context.stroke();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.85));
  return new File([blob as Blob], 'unterschrift', { type });
}

/** The first bytes of a PNG that says it is so large. */
function pngHeader(width: number, height: number): File {
  const view = new DataView(new ArrayBuffer(40));
  for (const [at, value] of [0x89504e47, 0x0d0a1a0a, 13, 0x49484452, width, height].entries())
    view.setUint32(at * 4, value);
  return new File([view], 'bombe.png', { type: 'image/png' });
}

/** The first bytes of a JPEG that says it is so large, after a segment of something else. */
function jpegHeader(width: number, height: number): File {
  const bytes = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8];
  return new File([new Uint8Array([...bytes, width & 255, 1, 1, 17, 0, 0])], 'bombe.jpg', { type: 'image/jpeg' });
}

async function pixelsOf(mark: SignatureMark | undefined): Promise<ImageData> {
  if (mark?.kind !== 'uploaded') throw new Error('not uploaded');
  assert.isAtMost((mark.image.length * 3) / 4, SIGNATURE_IMAGE_MAX);
  const blob = await (await fetch(`data:image/png;base64,${mark.image}`)).blob();
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext(
    '2d',
  ) as OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** Part of the pixels that can be seen. */
const covered = ({ data }: ImageData): number =>
  data.filter((value, i) => i % 4 === 3 && value > 128).length / (data.length / 4);

describe('<etron-signature-dialog> with a picture', () => {
  let room: SignatureRoom;
  eachInSignatureRoom((entered) => {
    room = entered;
  });
  beforeEach(() => room.open({ tab: 'Hochladen' }));

  function choose(file: File): void {
    const files = new DataTransfer();
    files.items.add(file);
    const input = room.dialog.shadowRoot?.querySelector<HTMLInputElement>('[type=file]');
    Object.assign(input ?? {}, { files: files.files });
    input?.dispatchEvent(new Event('change', { bubbles: true }));
  }

  async function adopt(): Promise<ImageData> {
    await eventually(() => byRole('img', 'Vorschau der Unterschrift'));
    return pixelsOf(await room.adopt());
  }

  const refused = (words: RegExp): Promise<unknown> => eventually(() => words.test(alertText()));

  for (const type of ['image/png', 'image/jpeg'] as const) {
    it(`takes the ink off the paper: ${type}`, async () => {
      choose(await sheet(type));
      const pixels = await adopt();
      // 784 by 314 of 2000 by 1500, at 1200 pixels.
      assert.approximately(pixels.width, 470, 12);
      assert.approximately(pixels.height, 190, 12);
      assert.isBelow(covered(pixels), 0.5);
      const red = Math.min(...pixels.data.filter((_, i) => i % 4 === 0 && (pixels.data[i + 3] ?? 0) > 250));
      assert.approximately(red, 0x1a, 12, 'the ink keeps its colour');
    });
  }

  it('takes the ink off paper in uneven light', async () => {
    const shade = (context: CanvasRenderingContext2D) => {
      const light = context.createLinearGradient(0, 0, 2000, 1500);
      light.addColorStop(0, '#f4efe6');
      light.addColorStop(1, '#8d8a84');
      context.fillStyle = light;
      context.fillRect(0, 0, 2000, 1500);
    };
    choose(await sheet('image/jpeg', shade));
    const pixels = await adopt();
    assert.approximately(pixels.width, 470, 12);
    assert.isBelow(covered(pixels), 0.5);
  });

  it('leaves a background that is transparent already, and light ink on it', async () => {
    choose(await sheet('image/png', () => {}, '#cfd8ff'));
    const pixels = await adopt();
    assert.approximately(pixels.width, 470, 12);
    assert.isAbove(covered(pixels), 0.05);
  });

  it('takes a dropped file, and another one instead', async () => {
    const files = new DataTransfer();
    files.items.add(await sheet('image/png'));
    const area = room.dialog.shadowRoot?.querySelector('.drop');
    area?.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
    await eventually(() => byRole('img', 'Vorschau der Unterschrift'));
    assert.include(textOf(room.dialog), 'Anderes Bild auswählen');
    await expectAccessible(room.dialog);
    assert.deepEqual(overflowing(room.dialog.shadowRoot?.querySelector('dialog') as Element), []);
    choose(new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.png', { type: 'image/png' }));
    await refused(/weder ein PNG- noch ein JPEG-Bild/);
    assert.ok(byRole('img', 'Vorschau der Unterschrift'), 'the first one stays');
  });

  it('refuses what is no PNG or JPEG by its content, whatever its name says', async () => {
    for (const content of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '', '\u0089PNG']) {
      choose(new File([content], 'a.png', { type: 'image/png' }));
      await refused(/weder ein PNG- noch ein JPEG-Bild/);
    }
  });

  it('refuses a picture of too many pixels before it is decoded', async () => {
    const decode = window.createImageBitmap;
    window.createImageBitmap = () => assert.fail('decoded');
    try {
      for (const bomb of [pngHeader(20_000, 20_000), jpegHeader(60_000, 60_000)]) {
        choose(bomb);
        await refused(/Das Bild ist zu groß/);
        byRole('tab', 'Hochladen').click();
        await room.dialog.updateComplete;
      }
    } finally {
      window.createImageBitmap = decode;
    }
  });

  it('refuses a broken picture, an empty sheet and writing on dark ground', async () => {
    choose(pngHeader(200, 100));
    await refused(/beschädigt/);
    choose(await sheet('image/jpeg', undefined, '#fff'));
    await refused(/keine Unterschrift auf hellem Papier/);
    byRole('button', 'Übernehmen').click();
    await refused(/Bitte wählen Sie ein Bild aus/);
    choose(
      await sheet(
        'image/png',
        (context) => {
          context.fillStyle = '#111';
          context.fillRect(0, 0, 2000, 1500);
        },
        '#fff',
      ),
    );
    await refused(/keine Unterschrift auf hellem Papier/);
  });

  it('says so where the browser lets nobody read a picture', async () => {
    const read = CanvasRenderingContext2D.prototype.getImageData;
    // As Firefox does against fingerprinting.
    CanvasRenderingContext2D.prototype.getImageData = (_x: number, _y: number, width: number, height: number) =>
      new ImageData(new Uint8ClampedArray(4 * width * height).fill(255), width);
    try {
      choose(await sheet('image/png'));
      await refused(/zum Schutz Ihrer Privatsphäre kein Bild auswerten. Bitte zeichnen oder tippen/);
    } finally {
      CanvasRenderingContext2D.prototype.getImageData = read;
    }
  });
});

describe('<etron-signature-dialog> without its fonts', () => {
  let room: SignatureRoom;
  eachInSignatureRoom((entered) => {
    room = entered;
  });

  it('says so, takes no signature nobody has seen, and tries again', async () => {
    const { FontFace } = window;
    window.FontFace = class extends FontFace {
      override load = () => Promise.reject(new DOMException('lost', 'NetworkError'));
    };
    try {
      await room.open({ tab: 'Tippen' });
      await eventually(() => alertText().includes('Die Schriften konnten nicht geladen werden.'));
    } finally {
      window.FontFace = FontFace;
    }
    byRole('button', 'Übernehmen').click();
    await eventually(() => alertText() === '');
    assert.deepEqual(room.marks, []);
    await room.adopt();
  });
});

describe('<etron-signature-dialog> on a page that allows scripts of its own only', () => {
  afterEach(clearPage);

  it('has its fonts, and shows every kind of signature', async () => {
    const frame = document.createElement('iframe');
    frame.width = '800';
    frame.height = '700';
    frame.srcdoc = `<!doctype html><html lang="de"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${location.origin}">
      <script type="module" src="/components/signature-dialog/signature-dialog.define.ts"></script><etron-signature-dialog></etron-signature-dialog>`;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    const page = frame.contentDocument as Document;
    const violations: string[] = [];
    page.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
    const dialog = page.querySelector('etron-signature-dialog')!;
    await eventually(() => dialog.shadowRoot);
    dialog.open({ kind: 'signature', name: 'Łukasz Müller' });
    const find = <T extends Element>(selector: string) => dialog.shadowRoot?.querySelector<T>(selector);
    (await eventually(() => find<HTMLElement>('#type'))).click();
    await eventually(() => find('fieldset')?.querySelectorAll('svg[viewBox]').length === 4);
    // Letters of two parts of each font.
    assert.lengthOf([...page.fonts], 8);

    find<HTMLElement>('#upload')?.click();
    const files = new DataTransfer();
    files.items.add(await sheet('image/png'));
    const input = await eventually(() => find<HTMLInputElement>('[type=file]'));
    Object.assign(input, { files: files.files });
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => find<HTMLCanvasElement>('canvas')?.width !== 300);
    assert.deepEqual(violations, []);
  });
});
