import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Answer } from './answer.ts';
import type { Verb } from './commands.ts';
import { type Entrance, type EnvelopeFound, whoEnters } from './doors.ts';
import type { Model } from './model.ts';
import { envelopeAnswer, graphqlAnswer, graphqlRefusal, toldInSentence } from './views.ts';

/** Holds what came back against what the model answers, in the words of the door. */
export function compareAnswer(
  found: unknown,
  expected: { readonly model: Model; readonly verb: Verb; readonly answer: Answer },
  entrance: Entrance,
  partner: number,
): void {
  const { model, verb, answer } = expected;
  if (entrance === 'ENVELOPE') {
    compareEnvelope(found as EnvelopeFound, expected, partner);
  } else if (entrance !== 'ENVELOPE_IN_GRAPHQL') {
    deepEqual(found, graphqlAnswer(model, whoEnters(entrance), verb, answer));
  } else if (answer.kind === 'REFUSAL') {
    deepEqual(found, graphqlRefusal(answer.refusal));
  } else {
    const { __typename, result } = found as { __typename: string; result: unknown };
    equal(__typename, 'EnvelopeSuccess');
    deepEqual(withoutOurId(result), envelopeAnswer(model, partner, verb, answer));
  }
}

function compareEnvelope(
  { status, code, body }: EnvelopeFound,
  { model, verb, answer }: { readonly model: Model; readonly verb: Verb; readonly answer: Answer },
  partner: number,
): void {
  if (answer.kind !== 'REFUSAL') {
    deepEqual(
      { status, code, body: withoutOurId(body) },
      { status: 200, code: null, body: envelopeAnswer(model, partner, verb, answer) },
    );
    return;
  }
  deepEqual({ status, code }, { status: 400, code: answer.refusal.code });
  for (const told of toldInSentence(answer.refusal)) {
    ok(typeof body === 'string' && body.includes(told), `"${body}" does not tell ${told}`);
  }
}

/** Our own ids are nothing that a model can know, but they are whole numbers. */
function withoutOurId(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('id' in body)) return body;
  const { id, ...rest } = body;
  ok(Number.isInteger(id), `${id} is no id of ours`);
  return rest;
}
