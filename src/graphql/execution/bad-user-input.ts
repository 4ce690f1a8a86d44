import { GraphQLError } from 'graphql';

/** Reports arguments that cannot be understood. Its message is safe to show to the caller. */
export class BadUserInputError extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
}
