import { PDFArray, PDFDict, PDFHexString, PDFNumber, PDFObject, type PDFRef, PDFString } from 'pdf-lib';
import { encodeCms, type Signer, sha256, signDigest } from './cms.ts';
import { name, type PdfFile } from './file.ts';
import { type TimeStampServer, TOKEN_MAX, timeStamp } from './time-stamp.ts';

/*
 * The seal is a PAdES signature over the whole file. The signature is part of the file that it signs, so it is written in two steps:
 *
 *     file.append()   … /ByteRange [             ] /Contents <0000…0000> …     leaves room for both
 *     sealFile        … /ByteRange [0 812 9004 377] /Contents <3082…0000> …    hashes and signs the bytes around /Contents
 */

/** What a file is sealed with. */
interface Seal {
  signer: Signer;
  /** Maximum size of a CMS message of the signer without a time stamp, in bytes (`cmsSize`). */
  size: number;
  /** Name of the signer and reason of the signature, as viewers show them. */
  name: string;
  reason: string;
  time: Date;
  timeStamp: TimeStampServer | null;
}

/** By how many bytes a time stamp makes a CMS message longer, besides its token: its attribute, and longer length fields around it. */
const TOKEN_FRAME = 64;

/**
 * Appends the changes of a file and signs all of it: PAdES B-B, or B-T with a time stamp. DocMDP P=1 forbids all later changes. The field of the
 * signature is invisible, and on the given page.
 */
export async function sealFile(file: PdfFile, page: PDFRef, seal: Seal): Promise<Uint8Array<ArrayBuffer>> {
  const room = seal.size + (seal.timeStamp ? TOKEN_MAX + TOKEN_FRAME : 0);
  const dictionary = new SignatureDictionary(seal, room);
  const signature = file.add(dictionary);
  addField(file, page, signature);

  const { bytes, offsets } = file.append();
  const start = offsets.get(signature.objectNumber)! + `${signature.objectNumber} 0 obj\n`.length;
  const open = start + dictionary.contentsAt;
  const close = open + room * 2 + 2;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const range = `0 ${open} ${close} ${bytes.length - close}`;
  view.write(range, start + dictionary.rangeAt, 'latin1');

  const parts = signDigest(sha256(view.subarray(0, open), view.subarray(close)), seal.signer);
  const token = seal.timeStamp && (await timeStamp(sha256(parts.signature), seal.timeStamp));
  const message = encodeCms({ ...parts, ...(token && { token }) });
  if (message.length > room) throw new Error('The signature is longer than the room for it.');
  view.write(message.toString('hex'), open + 1, 'latin1');
  return bytes;
}

/** A signature dictionary whose /ByteRange and /Contents are filled in after everything else is written. */
class SignatureDictionary extends PDFObject {
  readonly #bytes: Buffer;
  /** Offsets within the dictionary of the numbers of /ByteRange, and of the `<` of /Contents. */
  readonly rangeAt: number;
  readonly contentsAt: number;

  constructor({ name: sealedBy, reason, time }: Seal, room: number) {
    super();
    const start =
      '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached' +
      ` /Name ${PDFHexString.fromText(sealedBy)} /Reason ${PDFHexString.fromText(reason)} /M ${PDFString.fromDate(time)}` +
      ' /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>]' +
      ' /ByteRange [';
    const middle = `${' '.repeat(44)}] /Contents `;
    this.rangeAt = start.length;
    this.contentsAt = start.length + middle.length;
    this.#bytes = Buffer.from(`${start}${middle}<${'0'.repeat(room * 2)}> >>`, 'latin1');
  }

  override sizeInBytes(): number {
    return this.#bytes.length;
  }

  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    buffer.set(this.#bytes, offset);
    return this.#bytes.length;
  }
}

function addField(file: PdfFile, page: PDFRef, signature: PDFRef): void {
  const field = file.add(
    file.dict({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFHexString.fromText(freeName(file)),
      V: signature,
      F: 132,
      Rect: [0, 0, 0, 0],
      P: page,
    }),
  );
  const dict = file.copy(file.context.lookup(page, PDFDict));
  dict.set(name('Annots'), file.context.obj([field]));
  file.set(page, dict);

  const catalog = file.copy(file.catalog);
  const form = catalog.lookup(name('AcroForm'));
  const acroForm = form instanceof PDFDict ? file.copy(form) : file.dict({});
  const fields = acroForm.lookup(name('Fields'));
  acroForm.set(name('Fields'), file.context.obj([...(fields instanceof PDFArray ? fields.asArray() : []), field]));
  acroForm.set(name('SigFlags'), PDFNumber.of(3));
  acroForm.delete(name('NeedAppearances'));
  catalog.set(name('AcroForm'), acroForm);
  catalog.set(name('Perms'), file.dict({ DocMDP: signature }));
  file.set(file.catalogRef, catalog);
}

/** `ETRON`, with a number if a field of the document has that name already. */
function freeName(file: PdfFile): string {
  const form = file.catalog.lookup(name('AcroForm'));
  const fields = form instanceof PDFDict ? form.lookup(name('Fields')) : undefined;
  const taken = new Set<string>();
  if (fields instanceof PDFArray)
    for (let index = 0; index < fields.size(); index++) {
      const field = fields.lookup(index);
      const title = field instanceof PDFDict ? field.lookup(name('T')) : undefined;
      if (title instanceof PDFString || title instanceof PDFHexString) taken.add(title.decodeText());
    }
  let free = 'ETRON';
  for (let figure = 2; taken.has(free); figure++) free = `ETRON ${figure}`;
  return free;
}
