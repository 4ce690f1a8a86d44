/** The answer of a rule: either a value, or what stands against it. Rules return it, use cases throw the error. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export function allowed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refused<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

/** The value of a result; throws its error, which rolls back the transaction around the call. */
export function orThrow<Value, Failure extends Error>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw result.error;
  return result.value;
}
