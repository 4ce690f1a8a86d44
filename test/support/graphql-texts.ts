import { type GraphQLInputType, getNamedType, isInputObjectType } from 'graphql';

/** Returns the paths of all text members of an input type. */
export function textsIn(type: GraphQLInputType, path: readonly string[] = []): string[][] {
  const named = getNamedType(type);
  if (named.name === 'String') return [[...path]];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((member) => textsIn(member.type, [...path, member.name]));
}

type Input = Readonly<Record<string, unknown>>;

/** Returns an input with another text at the given path. */
export function withText(input: Input, [member = '', ...rest]: readonly string[], text: string): Input {
  const within = (input[member] ?? {}) as Input;
  return { ...input, [member]: rest.length === 0 ? text : withText(within, rest, text) };
}
