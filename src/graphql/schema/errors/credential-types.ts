import { ApiClientEndedError, ApiClientNotFoundError, OperatorInactiveError } from '../../../api-clients/errors.ts';
import { KeyNotFoundError } from '../../../keys/errors.ts';
import { builder } from '../builder.ts';
import { plain } from './interfaces.ts';

/** The errors of API keys and API clients. */
export const credentialErrors = {
  KEY_NOT_FOUND: builder.objectType(KeyNotFoundError, {
    ...plain,
    name: 'KeyNotFoundError',
    description: 'There is no such API key in your organisation or its descendants.',
  }),
  API_CLIENT_NOT_FOUND: builder.objectType(ApiClientNotFoundError, {
    ...plain,
    name: 'ApiClientNotFoundError',
    description: 'There is no such API client in your organisation or its descendants.',
  }),
  API_CLIENT_ENDED: builder.objectType(ApiClientEndedError, {
    ...plain,
    name: 'ApiClientEndedError',
    description: 'The API client was revoked or has expired.',
  }),
  OPERATOR_INACTIVE: builder.objectType(OperatorInactiveError, {
    ...plain,
    name: 'OperatorInactiveError',
    description: 'The operator is disabled. Its API clients cannot act for it.',
  }),
};
