import { asObject, isList, isObject, type JsonObject, type JsonValue } from '../../template';

/** A text that a rule looks for. */
const TEXT = 'SearchString';

/** The same in base64, as a template may write it, too. */
const ENCODED = 'SearchStringBase64';

/**
 * Writes the texts that rules look for as the API takes and gives them: in base64, which CloudFormation makes of a text, and
 * which the emulator does not.
 *
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_ByteMatchStatement.html
 */
export function withEncodedTexts(properties: JsonObject): JsonObject {
  return asObject(encoded(properties));
}

function encoded(value: JsonValue | undefined): JsonValue | undefined {
  if (isList(value)) {
    return value.map((item) => encoded(item) ?? null);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key === TEXT && typeof item === 'string') {
        return [TEXT, Buffer.from(item).toString('base64')];
      }
      return [key === ENCODED ? TEXT : key, encoded(item)];
    }),
  );
}
