import { openRenewalWindows } from '../../src/due-transitions/open-renewal-windows.ts';
import { openRenewalWindowsJob } from '../../src/queue/definitions.ts';
import { implement } from '../kit.ts';

export const openRenewalWindowsTask = implement(openRenewalWindowsJob, async (ctx) => {
  const announced = await openRenewalWindows(ctx);
  if (announced > 0) ctx.log.info({ job: openRenewalWindowsJob.name, announced }, 'announced');
});
