import type { ZodOpenApiPathsObject } from 'zod-openapi';
import type { Vocabulary } from '../shared/vocabulary.ts';
import type { Route } from './route.ts';

/** A REST API: its path, its operations and its terms. */
export interface Dialect {
  /** The namespace of its idempotency keys. It never changes. */
  readonly name: string;
  /** The path prefix. */
  readonly basePath: `/${string}`;
  /** The operations, in the order of the description. */
  readonly routes: readonly Route[];
  /** The head of the OpenAPI description. */
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** Operations of this API that another door answers. */
  readonly answeredElsewhere?: ZodOpenApiPathsObject;
  /** The names of members and nouns in this API. */
  readonly vocabulary: Vocabulary;
  /** Normalises the JSON of a body whose members may have several spellings. */
  readonly meantBy?: (body: unknown) => unknown;
}
