/** Log of the server, for its operator. */
export interface Logger {
  info(message: string, details?: Record<string, unknown>): void;
  error(message: string, error: unknown, details?: Record<string, unknown>): void;
}

/** Makes a log that writes one JSON object a line. */
export function createLogger(write: (line: string) => void): Logger {
  return {
    info: (message, details) => write(line('info', message, details)),
    error: (message, error, details) => write(line('error', message, { ...details, error: describe(error) })),
  };
}

function line(level: string, message: string, details?: Record<string, unknown>): string {
  return `${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
