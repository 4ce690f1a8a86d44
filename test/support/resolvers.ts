import { isObjectType } from 'graphql';
import { onTestFinished } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';

/** Records the fields that this process resolves until the end of the test, in order. */
export function recordResolvers(): string[] {
  const resolved: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (resolve === undefined) continue;
      field.resolve = (...given) => {
        resolved.push(`${type.name}.${field.name}`);
        return resolve(...given);
      };
      onTestFinished(() => {
        field.resolve = resolve;
      });
    }
  }
  return resolved;
}
