import { GraphQLError } from 'graphql';

/** A request whose arguments can't be understood; its message may be shown. */
export class BadUserInputError extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
}
