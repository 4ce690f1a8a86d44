import { GraphQLScalarType, Kind } from 'graphql';

/** An instant: a `Date` inside, ISO 8601 outside. */
export const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: (value) => new Date(value as string),
  parseLiteral: (node) => new Date(node.kind === Kind.STRING ? node.value : Number.NaN),
});
