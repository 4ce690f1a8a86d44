import { blockFieldSuggestionsPlugin } from '@escape.tech/graphql-armor-block-field-suggestions';
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { GraphQLError, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { maxAliases, maxDirectives, maxTokens } from '../execution/limits.ts';

/**
 * Refuses documents with too many tokens, aliases or directives. Tokens are counted during parsing; aliases and
 * directives are counted in the operation and its fragments. Suggestions are removed from error messages.
 */
export const documentLimits: readonly Plugin[] = [
  maxTokensPlugin({
    n: maxTokens,
    onReject: [
      () => {
        throw limitError('TOO_MANY_TOKENS', `A document may have ${maxTokens} tokens; this one has more.`);
      },
    ],
  }),
  maxAliasesPlugin({
    n: maxAliases,
    allowList: [],
    propagateOnRejection: false,
    onReject: [reporting('TOO_MANY_ALIASES', `An operation may have ${maxAliases} aliases; this one has more.`)],
  }),
  maxDirectivesPlugin({
    n: maxDirectives,
    propagateOnRejection: false,
    onReject: [
      reporting('TOO_MANY_DIRECTIVES', `An operation may have ${maxDirectives} directives; this one has more.`),
    ],
  }),
  blockFieldSuggestionsPlugin({ mask: '' }),
];

function limitError(code: string, message: string): GraphQLError {
  return new GraphQLError(`${message} Ask in several operations.`, { extensions: { code } });
}

/** Reports an exceeded limit together with the other validation errors. */
function reporting(code: string, message: string) {
  return (validation: ValidationContext | null) => validation?.reportError(limitError(code, message));
}
