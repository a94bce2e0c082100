import { assert } from '@open-wc/testing';
import { html, render } from 'lit';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { byRole, clearPage, eventually, showPage } from '../../src/internal/testing/page.ts';
import { signatureMark, signatureStyles } from './signature-mark.ts';

const DRAWN: SignatureMark = {
  kind: 'drawn',
  width: 300,
  height: 100,
  strokes: [
    [
      [10, 50, 2],
      [100, 20, 2],
      [200, 80, 4],
      [290, 50, 4],
    ],
    [[150, 10, 4]],
  ],
};

const TYPED: SignatureMark = { kind: 'typed', text: 'Jürgen', font: 'great-vibes' };

function pictureOf(width: number, height: number): SignatureMark {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.fillRect(10, 10, 20, 5);
  return { kind: 'uploaded', image: canvas.toDataURL('image/png').split(',')[1] ?? '' };
}

describe('the mark of a signature', () => {
  let place: HTMLElement;

  beforeEach(() => {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [signatureStyles.styleSheet as CSSStyleSheet];
    place = document.createElement('div');
    place.style.cssText = 'width:200px;height:80px';
    root.append(place);
    showPage('400px', host);
  });
  afterEach(clearPage);

  const show = (mark: SignatureMark, name?: string) => render(html`${signatureMark(mark, name)}`, place);

  it('is a picture with a name, or decoration without', () => {
    for (const mark of [DRAWN, TYPED, pictureOf(60, 30)]) {
      show(mark, 'Unterschrift von Martina Huber');
      assert.ok(byRole('img', 'Unterschrift von Martina Huber'));
      show(mark);
      assert.equal(place.querySelector('.signature')?.ariaHidden, 'true');
    }
  });

  it('draws strokes of one width as one path, inside of their box', () => {
    show(DRAWN);
    const paths = [...place.querySelectorAll('path')];
    assert.deepEqual(
      paths.map((path) => Number(path.getAttribute('stroke-width'))),
      [2, 4].map((width) => Math.round(width / (300 / 1600)) * (300 / 1600)),
    );
    const { left, right } = place.getBoundingClientRect();
    for (const path of paths) {
      const box = path.getBoundingClientRect();
      assert.ok(box.left >= left && box.right <= right);
    }
  });

  it('fits typed text into its box once the font is there, and again when the text changes', async () => {
    show(TYPED);
    const svg = place.querySelector('svg') as SVGElement;
    assert.equal(getComputedStyle(svg.querySelector('text') as Element).visibility, 'hidden');
    await eventually(() => svg.getAttribute('viewBox'));
    assert.equal(getComputedStyle(svg.querySelector('text') as Element).fontFamily, 'etron-great-vibes');
    const box = svg.getAttribute('viewBox');
    show({ ...TYPED, text: 'Jürgen Oberhofer' });
    await eventually(() => svg.getAttribute('viewBox') !== box);
    const text = svg.querySelector('text')?.getBoundingClientRect() as DOMRect;
    assert.closeTo(text.width, place.getBoundingClientRect().width, 30);
  });

  it('paints an uploaded picture as large as it is, and another one in its place', async () => {
    show(pictureOf(60, 30));
    const canvas = place.querySelector('canvas') as HTMLCanvasElement;
    await eventually(() => canvas.width === 60);
    assert.equal(canvas.getContext('2d')?.getImageData(15, 12, 1, 1).data[3], 255);
    show(pictureOf(90, 30));
    await eventually(() => canvas.width === 90);
    assert.equal(getComputedStyle(canvas).objectFit, 'contain');
  });

  it('shows nothing for a picture that is none', async () => {
    show({ kind: 'uploaded', image: btoa('no picture') });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(place.querySelector('canvas')?.width, 300);
  });
});
