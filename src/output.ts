/**
 * Lets a process end normally when the reader of its output has gone, as in `… | head -1`. Any other failure to write
 * standard output, such as a full disk, is reported on standard error and sets the exit code 1.
 */
export function tolerateClosedPipes(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.exitCode = 1;
    process.stderr.write(`Standard output could not be written (${code}).\n`);
  });
}
