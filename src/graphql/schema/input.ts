import type { z } from 'zod';
import { parseInput } from '../../shared/input.ts';
import { namedOrganisation } from './owner.ts';

interface Arguments {
  readonly organisation?: { readonly id: string } | null | undefined;
  /** The parent organisation. */
  readonly parent?: { readonly id: string } | null | undefined;
  readonly [member: string]: unknown;
}

/**
 * Parses the input of a use case from the arguments of a field.
 *
 * @throws {InvalidInputError} with all invalid members
 */
export function fromArguments<Schema extends z.ZodType>(schema: Schema, input: Arguments): z.output<Schema> {
  const { organisation, parent } = input;
  return parseInput(schema, {
    ...input,
    organisation: namedOrganisation(organisation),
    parent: namedOrganisation(parent),
  });
}
