import { type GraphQLInputType, getNamedType, isInputObjectType } from 'graphql';

/** Where a type takes text, each place as the path of members that leads there. */
export function textsIn(type: GraphQLInputType, path: readonly string[] = []): string[][] {
  const named = getNamedType(type);
  if (named.name === 'String') return [[...path]];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((member) => textsIn(member.type, [...path, member.name]));
}

type Input = Readonly<Record<string, unknown>>;

/** An input with another text in one of its places. */
export function withText(input: Input, [member = '', ...rest]: readonly string[], text: string): Input {
  const within = (input[member] ?? {}) as Input;
  return { ...input, [member]: rest.length === 0 ? text : withText(within, rest, text) };
}
