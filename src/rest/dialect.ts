import type { ZodOpenApiPathsObject } from 'zod-openapi';
import type { Vocabulary } from '../shared/vocabulary.ts';
import type { Route } from './route.ts';

/** A REST API: where it stands, what it does, and how it speaks. All else is the same for every dialect. */
export interface Dialect {
  /** Keeps its idempotency keys apart from those of other dialects. Never changes. */
  readonly name: string;
  /** Below which path it stands. */
  readonly basePath: `/${string}`;
  /** Every operation, in the order in which it is described. */
  readonly routes: readonly Route[];
  /** How its description begins. */
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** Operations that belong to it and are answered by another door. */
  readonly answeredElsewhere?: ZodOpenApiPathsObject;
  /** Its names of members and nouns of the domain. */
  readonly vocabulary: Vocabulary;
  /** What is meant by the JSON of a body, where its members may be spelled in more than one way. */
  readonly meantBy?: (body: unknown) => unknown;
}
