import { builder } from './builder.ts';

/** Each member with its description; a member that the domain adds is missed by the compiler. */
type Members<Value extends string> = { readonly [Member in Value]: { readonly description: string } };

/** An enum whose values are named as in the domain. */
export function enumOf<Value extends string>(name: string, description: string, values: Members<Value>) {
  return builder.enumType<string, Members<Value>>(name, { description, values });
}
