import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Programs of different families that draw pages: how each is asked for all pages of a file, cropped, in grey, one after the other. */
const RENDERERS = {
  pdftoppm: (path: string, resolution: number) => ['-gray', '-r', String(resolution), '-cropbox', path],
  gs: (path: string, resolution: number) => [
    ...['-q', '-dSAFER', '-dNOPAUSE', '-dBATCH', '-dUseCropBox', '-dTextAlphaBits=4', '-dGraphicsAlphaBits=4'],
    ...['-sDEVICE=pgmraw', '-sstdout=%stderr', `-r${resolution}`, '-o', '-', path],
  ],
  mutool: (path: string, resolution: number) => ['draw', '-q', '-r', String(resolution), '-F', 'pgm', '-o', '-', path],
};

export type Renderer = keyof typeof RENDERERS;

export const renderers = Object.keys(RENDERERS) as Renderer[];

/** A page as it is drawn, in grey: 0 is black, 255 white. */
export interface Picture {
  width: number;
  height: number;
  /** Row by row from the top. */
  pixels: Buffer;
}

/** The pages of a file as one program draws them. */
export async function renderPages(renderer: Renderer, path: string, resolution: number): Promise<Picture[]> {
  const options = { encoding: 'buffer', maxBuffer: 512 * 1024 * 1024 } as const;
  // MuPDF draws what it can of a broken page, and then fails.
  const { stdout } = await promisify(execFile)(renderer, RENDERERS[renderer](path, resolution), options).catch(
    (error: Error & { stdout: Buffer }) => error,
  );
  const pages: Picture[] = [];
  for (let at = 0; at < stdout.length; ) {
    const head = /^P5\s+(?:#[^\n]*\n)*(\d+)\s+(\d+)\s+255\s/.exec(stdout.toString('latin1', at, at + 200));
    if (!head) throw new Error(`${renderer} gave no picture at byte ${at}.`);
    const [width, height] = [Number(head[1]), Number(head[2])];
    const start = at + head[0].length;
    at = start + width * height;
    pages.push({ width, height, pixels: stdout.subarray(start, at) });
  }
  return pages;
}

/** Whether a grey value is ink of ours rather than the pale content of a test's page. */
export const isInk = (grey: number): boolean => grey < 140;

/** The box around the ink of a page, as fractions of its width and height from the top left: left, top, right, bottom. */
export function inkBox({ width, height, pixels }: Picture): [number, number, number, number] {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const [index, grey] of pixels.entries()) {
    if (!isInk(grey)) continue;
    const [x, y] = [index % width, Math.floor(index / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return [left / width, top / height, right / width, bottom / height];
}
