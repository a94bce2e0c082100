import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { BlobStore } from '../../server/blobs/blob-store.ts';
import { FILE_SIZE_MAX } from '../../src/contract/limits.ts';
import type { DemoFile } from './stories/story.ts';

/** Under which name people attach a file. */
export const fileNames: Record<DemoFile, string> = {
  error: 'Fehlermeldung Kassa.png',
  receipt: 'Bon.png',
  closing: 'Tagesabschluss.pdf',
  articles: 'Artikelliste.csv',
  router: 'Installationsprotokoll.txt',
  sketch: 'Skizze Tischplan.png',
  logo: 'Logo schwarz-weiß.png',
};

const types: Record<string, string> = {
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.webp': 'image/webp',
};

export interface StoredFile {
  sha256: string;
  size: number;
  type: string;
}

/** Stores all files of a folder beside this module in the blob store, and returns them by their names without the ending. */
export async function storeFiles(blobs: BlobStore, folder: 'files' | 'portraits'): Promise<Map<string, StoredFile>> {
  const directory = new URL(`./${folder}/`, import.meta.url);
  const stored = (await readdir(directory)).map(async (name): Promise<[string, StoredFile]> => {
    const ending = extname(name);
    const { sha256, size } = await blobs.write(createReadStream(new URL(name, directory)), { maxBytes: FILE_SIZE_MAX });
    return [basename(name, ending), { sha256, size, type: types[ending] ?? 'application/octet-stream' }];
  });
  return new Map(await Promise.all(stored));
}
