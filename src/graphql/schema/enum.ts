import { builder } from './builder.ts';

/** The values with their descriptions. The compiler reports a missing value. */
type Members<Value extends string> = { readonly [Member in Value]: { readonly description: string } };

/** Returns an enum whose values have the same names as in the domain. */
export function enumOf<Value extends string>(name: string, description: string, values: Members<Value>) {
  return builder.enumType<string, Members<Value>>(name, { description, values });
}
