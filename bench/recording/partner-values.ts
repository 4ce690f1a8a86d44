import type { Parameter, Recorded } from './parameters.ts';

/**
 * Replaces the constants that differ between partners by the values of all partners. `recorded` holds the same request of
 * each partner; `parameters` are those of the first one.
 *
 * @throws {Error} when the parameters of the first partner don't describe the request of another partner
 */
export function withPartnerValues(
  parameters: readonly (readonly Parameter[])[],
  recorded: readonly Recorded[],
): Parameter[][] {
  return parameters.map((ofStatement, index) =>
    ofStatement.map((parameter, position) => {
      if (parameter.kind === 'CONSTANT') return constantOf(recorded, index, position);
      for (const one of recorded) checkParameter(parameter, one, index, position);
      return parameter;
    }),
  );
}

const recordedValue = ({ statements }: Recorded, index: number, position: number) =>
  statements[index]?.values[position] ?? null;

function constantOf(recorded: readonly Recorded[], index: number, position: number): Parameter {
  const values = recorded.map((one) => {
    const value = recordedValue(one, index, position);
    if (value === null) throw new Error(`Parameter ${position + 1} is NULL for some of the partners.`);
    return value;
  });
  const [value = ''] = values;
  return values.every((other) => other === value) ? { kind: 'CONSTANT', value } : { kind: 'PARTNER', values };
}

function checkParameter(parameter: Parameter, recorded: Recorded, index: number, position: number): void {
  const value = recordedValue(recorded, index, position);
  const expected = expectedValue(parameter, recorded);
  if (expected === undefined || value === expected) return;
  const { partner, statements } = recorded;
  throw new Error(
    `Partner ${partner}: expected ${expected} as parameter ${position + 1}, found ${value}\n${statements[index]?.text}`,
  );
}

/** Returns undefined where a parameter may have any value. */
function expectedValue(parameter: Parameter, { number, partner, statements }: Recorded): string | null | undefined {
  switch (parameter.kind) {
    case 'NULL':
      return null;
    case 'WORD':
      return `${parameter.before}${parameter.word.of(number, partner)}${parameter.after}`;
    case 'CELL':
      return statements[parameter.statement]?.row?.[parameter.column] ?? null;
    default:
      return undefined;
  }
}
