import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Programs that tests use, and the Debian packages they are in. */
const PROGRAMS = {
  pdfsig: 'poppler-utils',
  pdfdetach: 'poppler-utils',
  pdffonts: 'poppler-utils',
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  gs: 'ghostscript',
  mutool: 'mupdf-tools',
  qpdf: 'qpdf',
  openssl: 'openssl',
};

const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;

let missing: string | null | undefined;

/**
 * Why a test with other people's PDF programs has to be skipped, and what to install; false when they are there. Debian's packages are installed when this
 * process is root.
 */
export function whyNoPrograms(): string | false {
  missing ??= lacking();
  if (missing && process.getuid?.() === 0 && isThere('apt-get')) {
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
      execFileSync(
        'apt-get',
        ['install', '-qq', '-y', '--no-install-recommends', ...new Set(Object.values(PROGRAMS))],
        {
          stdio: 'ignore',
        },
      );
    } catch {
      // Said below.
    }
    missing = lacking();
  }
  return missing || false;
}

function lacking(): string {
  const absent = Object.entries(PROGRAMS).filter(([program]) => !isThere(program));
  if (absent.length === 0) return '';
  return `install ${absent.map(([program]) => program).join(', ')} (Debian: apt-get install ${[...new Set(absent.map(([, name]) => name))].join(' ')})`;
}

/** What a program prints, on both channels, whatever its exit code is. */
export async function run(program: string, ...args: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { maxBuffer: 64 * 1024 * 1024 });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : -1, output: stdout + stderr };
  }
}
