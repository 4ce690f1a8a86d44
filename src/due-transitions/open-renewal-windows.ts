import { openedWindows } from './repository.ts';
import { type SweepContext, sweep } from './sweep.ts';

/** Announces the renewal windows that have opened. It opens none, because the window is derived from the dates. */
export function openRenewalWindows(ctx: SweepContext): Promise<number> {
  return sweep(ctx, openedWindows);
}
