/** Parts of an ARN. */
export interface ArnParts {
  readonly service: string;
  readonly region: string;
  /** Everything after the account. */
  readonly resource: string;
}

/** Takes an ARN apart in which parts may be known at deployment only, as `${AWS::AccountId}`. */
export function arnParts(text: string): ArnParts | undefined {
  // A part that is not known yet may hold colons of its own.
  const part = String.raw`((?:\$\{[^}]*\}|[^:])*)`;
  const match = new RegExp(`^arn:${part}:${part}:${part}:${part}:(.*)$`, 's').exec(text);
  const [, , service, region, , resource] = match ?? [];
  return service === undefined || region === undefined || resource === undefined
    ? undefined
    : { service, region, resource };
}
