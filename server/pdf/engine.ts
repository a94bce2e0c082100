import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SealCredentials } from './credentials.ts';
import type { WorkerSetup } from './jobs.ts';
import { PdfBusyError, type PdfEngine, PdfError, UnprintableError } from './pdf.ts';
import type { TimeStampServer } from './time-stamp.ts';
import type { JobReply, JobRequest } from './worker.ts';

export interface PdfEngineOptions {
  credentials: SealCredentials;
  /** Server for time stamps. With one, seals are PAdES B-T instead of B-B. */
  timeStamp?: TimeStampServer | null;
  clock?: () => Date;
  /** Maximum number of threads. Defaults to the number of cores. */
  workers?: number;
  /** Maximum number of jobs that wait for a thread. Further ones are refused with PdfBusyError. */
  queue?: number;
  /** Maximum duration of a job in milliseconds, from when a thread takes it. */
  timeout?: number;
}

/** A worker is replaced after so many jobs, because pdf-lib keeps every name that it has read in memory. */
const JOBS_PER_WORKER = 500;

interface QueuedJob {
  job: JobRequest['job'];
  pdf: Uint8Array;
  rest: unknown[];
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

interface Slot {
  worker: Worker;
  job: QueuedJob | null;
  jobs: number;
  timer: NodeJS.Timeout | undefined;
}

/** Opens an engine that runs jobs in worker threads, which it starts as they are needed. */
export function openPdfEngine(options: PdfEngineOptions): PdfEngine {
  const {
    credentials,
    timeStamp = null,
    clock = () => new Date(),
    workers = availableParallelism(),
    queue = 64,
    timeout = 60_000,
  } = options;
  const setup: WorkerSetup = { credentials, timeStamp };
  const slots: Slot[] = [];
  const waiting: QueuedJob[] = [];
  let closed = false;

  function start(): Slot {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    const slot: Slot = { worker, job: null, jobs: 0, timer: undefined };
    worker.on('message', (reply: JobReply) => finish(slot, reply));
    worker.on('error', (error) => {
      const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      drop(slot, outOfMemory ? new PdfError('pdf_too_large', 'The PDF takes too much memory.') : error);
    });
    worker.unref();
    slots.push(slot);
    return slot;
  }

  function finish(slot: Slot, reply: JobReply): void {
    const { job } = slot;
    if (!job) return;
    clearTimeout(slot.timer);
    slot.job = null;
    slot.worker.unref();
    if ('result' in reply) job.resolve(reply.result);
    else if ('pdfError' in reply) job.reject(new PdfError(reply.pdfError.code, reply.pdfError.detail));
    else if ('unprintable' in reply)
      job.reject(new UnprintableError(reply.unprintable.index, reply.unprintable.detail));
    else job.reject(reply.error);
    if (slot.jobs >= JOBS_PER_WORKER) drop(slot, null);
    else next();
  }

  /** Ends a worker. The job that it was doing fails with this error. */
  function drop(slot: Slot, error: unknown): void {
    clearTimeout(slot.timer);
    const place = slots.indexOf(slot);
    if (place < 0) return;
    slots.splice(place, 1);
    slot.job?.reject(error);
    slot.job = null;
    void slot.worker.terminate();
    next();
  }

  function next(): void {
    while (waiting.length > 0 && !closed) {
      const slot = slots.find(({ job }) => job === null) ?? (slots.length < workers ? start() : undefined);
      if (!slot) return;
      run(slot, waiting.shift()!);
    }
  }

  function run(slot: Slot, job: QueuedJob): void {
    slot.job = job;
    slot.jobs++;
    slot.worker.ref();
    slot.timer = setTimeout(() => drop(slot, new PdfError('pdf_too_large', 'The PDF takes too long.')), timeout);
    // The buffer of this copy is transferred to the worker. The copy is made when the job starts, so that a waiting PDF is in memory only once.
    const bytes = new Uint8Array(job.pdf);
    const request: JobRequest = { job: job.job, args: [bytes, ...job.rest] };
    slot.worker.postMessage(request, [bytes.buffer]);
  }

  function queued<T>(job: JobRequest['job'], pdf: Uint8Array, ...rest: unknown[]): Promise<T> {
    if (closed) return Promise.reject(new Error('The PDF engine is closed.'));
    if (waiting.length >= queue) return Promise.reject(new PdfBusyError());
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.push({ job, pdf, rest, resolve, reject });
    next();
    return promise as Promise<T>;
  }

  return {
    inspect: (pdf) => queued('inspect', pdf),
    clean: (pdf) => queued('clean', pdf),
    prepare: (pdf, fields) => queued('prepare', pdf, fields),
    burn: (pdf, marks) => queued('burn', pdf, marks),
    seal: (pdf, marks, audit) => queued('seal', pdf, marks, audit, clock()),
    check: (pdf) => queued('check', pdf),
    checkRendered: (rendered, of) => queued('checkRendered', rendered, of),
    close: async () => {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new Error('The PDF engine is closed.'));
      for (const slot of slots.splice(0)) {
        clearTimeout(slot.timer);
        slot.job?.reject(new Error('The PDF engine is closed.'));
        await slot.worker.terminate();
      }
    },
  };
}
