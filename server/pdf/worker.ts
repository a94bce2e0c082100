import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createJobs, type Jobs, type WorkerSetup } from './jobs.ts';
import { PdfError, UnprintableError } from './pdf.ts';

/** A job, and what became of it. */
export interface Request {
  job: keyof Jobs;
  args: unknown[];
}

export type Reply =
  | { result: unknown }
  | { pdfError: { code: PdfError['code']; detail: string } }
  | { unprintable: { index: number; detail: string } }
  | { error: unknown };

// On Linux this is the thread's own priority, elsewhere the whole process's: whoever waits for an answer comes first.
if (process.platform === 'linux') setPriority(0, 5);

const jobs = createJobs(workerData as WorkerSetup);

parentPort!.on('message', ({ job, args }: Request) => {
  void run(job, args).then((reply) => {
    const result = 'result' in reply ? reply.result : undefined;
    parentPort!.postMessage(reply, result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []);
  });
});

async function run(job: keyof Jobs, args: unknown[]): Promise<Reply> {
  try {
    return { result: await (jobs[job] as (...args: unknown[]) => Promise<unknown>)(...args) };
  } catch (error) {
    if (error instanceof PdfError) return { pdfError: { code: error.code, detail: error.message } };
    if (error instanceof UnprintableError) return { unprintable: { index: error.index, detail: error.message } };
    return { error: error instanceof Error ? new Error(error.message) : error };
  }
}
