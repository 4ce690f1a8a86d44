import type { z } from 'zod';
import { parseInput } from '../../shared/input.ts';
import { namedOrganisation } from './owner.ts';

interface Arguments {
  readonly organisation?: { readonly id: string } | null | undefined;
  /** The organisation above the one that a verb is about. */
  readonly parent?: { readonly id: string } | null | undefined;
  readonly [member: string]: unknown;
}

/**
 * A use case's input from the arguments of a field.
 *
 * @throws {InvalidInputError} naming every member that is wrong
 */
export function fromArguments<Schema extends z.ZodType>(schema: Schema, input: Arguments): z.output<Schema> {
  const { organisation, parent } = input;
  return parseInput(schema, {
    ...input,
    organisation: namedOrganisation(organisation),
    parent: namedOrganisation(parent),
  });
}
