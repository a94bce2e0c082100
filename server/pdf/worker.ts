import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createJobs, type Jobs, type WorkerSetup } from './jobs.ts';
import { PdfError, UnprintableError } from './pdf.ts';

/** A job for the worker. */
export interface JobRequest {
  job: keyof Jobs;
  args: unknown[];
}

/** The result of a job, or how it failed. Errors of our own are taken apart, because threads exchange no classes. */
export type JobReply =
  | { result: unknown }
  | { pdfError: { code: PdfError['code']; detail: string } }
  | { unprintable: { index: number; detail: string } }
  | { error: unknown };

// Lowers the priority of this thread, so that requests are answered first. Only on Linux: elsewhere it would be that of the whole process.
if (process.platform === 'linux') setPriority(0, 5);

const jobs = createJobs(workerData as WorkerSetup);

parentPort!.on('message', ({ job, args }: JobRequest) => {
  void run(job, args).then((reply) => {
    const result = 'result' in reply ? reply.result : undefined;
    parentPort!.postMessage(reply, result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []);
  });
});

async function run(job: keyof Jobs, args: unknown[]): Promise<JobReply> {
  try {
    return { result: await (jobs[job] as (...args: unknown[]) => Promise<unknown>)(...args) };
  } catch (error) {
    if (error instanceof PdfError) return { pdfError: { code: error.code, detail: error.message } };
    if (error instanceof UnprintableError) return { unprintable: { index: error.index, detail: error.message } };
    return { error: error instanceof Error ? new Error(error.message) : error };
  }
}
