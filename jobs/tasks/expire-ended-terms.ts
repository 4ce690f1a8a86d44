import { expireEndedTerms } from '../../src/due-transitions/expire-ended-terms.ts';
import { expireEndedTermsJob } from '../../src/queue/definitions.ts';
import { implement } from '../kit.ts';

export const expireEndedTermsTask = implement(expireEndedTermsJob, async (ctx) => {
  const announced = await expireEndedTerms(ctx);
  if (announced > 0) ctx.log.info({ job: expireEndedTermsJob.name, announced }, 'announced');
});
