import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldArea } from '../../../src/contract/documents.ts';
import type { PlacedMark } from '../pdf.ts';
import { AUDIT } from './baseline.ts';
import { isInk, type Picture } from './render.ts';
import type { TestEngine } from './sealer.ts';

/** An L in the shape of an area on every page: its corner is at the lower left, so that a turned or stretched one is noticed. */
const cornersAt = (area: FieldArea, pages: readonly { width: number; height: number }[]): PlacedMark[] =>
  pages.map((shown, page) => {
    const [width, height] = [area.width * shown.width, area.height * shown.height];
    const line = (...points: [number, number][]) =>
      points.map(([x, y]): [number, number, number] => [x * width, y * height, 8]);
    const strokes = [line([0, 0], [0, 0.5], [0, 1]), line([0, 1], [0.5, 1], [1, 1])];
    return { area: { ...area, page }, mark: { kind: 'signature', mark: { kind: 'drawn', width, height, strokes } } };
  });

/** Puts two corners on every page of a PDF, the first one by burning and the second one by sealing it. Keeps both PDFs as files. */
export async function sealCorners({ engine, folder }: TestEngine, pdf: Uint8Array, areas: [FieldArea, FieldArea]) {
  const { pages } = await engine.inspect(pdf);
  const [first, second] = areas.map((area) => cornersAt(area, pages)) as [PlacedMark[], PlacedMark[]];
  const bytes = await engine.seal(await engine.burn(await engine.prepare(pdf, []), first), second, AUDIT);
  const [original, sealed] = [join(folder, 'original.pdf'), join(folder, 'sealed.pdf')];
  await writeFile(original, pdf);
  await writeFile(sealed, bytes);
  return { pages, bytes, original, sealed };
}

/** How much of an area's left, lower, right and upper edge is inked, as fractions. */
function edges({ width, height, pixels }: Picture, area: FieldArea): number[] {
  const at = (x: number, y: number) =>
    pixels[Math.floor((area.y + y * area.height) * height) * width + Math.floor((area.x + x * area.width) * width)]!;
  const steps = Array.from({ length: 17 }, (_, index) => 0.1 + index * 0.05);
  const share = (grey: (step: number, near: number) => number) =>
    steps.filter((step) => [0.03, 0.04, 0.05].some((near) => isInk(grey(step, near)))).length / steps.length;
  return [
    share((step, near) => at(near, step)),
    share((step, near) => at(step, 1 - near)),
    share((step, near) => at(1 - near, step)),
    share((step, near) => at(step, near)),
  ];
}

/** Whether the corner of an area is there, and nothing of its other edges. */
export function isCorner(picture: Picture, area: FieldArea): boolean {
  const [left = 0, lower = 0, right = 1, upper = 1] = edges(picture, area);
  return left > 0.9 && lower > 0.9 && right < 0.3 && upper < 0.3;
}

/** Pixels outside of some areas that are not what they were. */
export function changedPixels(before: Picture, after: Picture, areas: readonly FieldArea[]): number {
  let changed = 0;
  for (const [index, grey] of after.pixels.entries()) {
    if (Math.abs(grey - before.pixels[index]!) < 40) continue;
    const [px, py] = [(index % after.width) / after.width, Math.floor(index / after.width) / after.height];
    const isInside = areas.some(
      ({ x, y, width, height }) => px > x - 0.03 && px < x + width + 0.03 && py > y - 0.03 && py < y + height + 0.03,
    );
    if (!isInside) changed++;
  }
  return changed;
}
