/** Shapes of credentials that have no place in a file under version control. */
const SECRETS: readonly RegExp[] = [
  // Access key ids of AWS. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /(?:pass(?:word|wd|phrase|code)|pwd|secret|credentials?|api[_-]?key|(?:access|private|signing)[_-]?key|token)["']?\s*[:=]\s*\S/i,
  /--?(?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key)\s+\S/i,
  // Credentials in front of a host: scheme://user:password@host
  /:\/\/[^/\s:@]*:[^/\s@]+@/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bgithub_pat_[A-Za-z0-9_]{30,}/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/,
  /\bAIza[A-Za-z0-9_-]{35}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}/,
];

/** Names of fields that would hold a credential. `secret` alone is a field of the database: a kind, not a value. */
const SECRET_FIELD =
  /pass(?:word|wd|phrase|code)|secret.|.secret|credential|token|api_?key|(?:access|private|signing)_?key/i;

/** Whether a text holds something that looks like a credential. */
export function holdsSecret(text: string): boolean {
  const plain = plainForm(text);
  return SECRETS.some((pattern) => pattern.test(plain));
}

/** Whether a field of that name would hold a credential. */
export function namesSecret(fieldName: string): boolean {
  return SECRET_FIELD.test(plainForm(fieldName));
}

/** Whether a text holds something that looks like the number of a payment card. */
export function holdsCardNumber(text: string): boolean {
  return digitTokens(plainForm(text)).some((digits) => isCardNumber(digits));
}

/** Compatible characters made plain and invisible ones dropped, so that neither hides anything. */
function plainForm(text: string): string {
  return text.normalize('NFKC').replace(/[\p{Cc}\p{Cf}]/gu, '');
}

/** Identifiers made of hexadecimal digits, which may be all decimal by chance: UUIDs, images and prefix lists. */
const HEXADECIMAL_IDS =
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?:ami|pl|vpc|subnet)-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/gi;

/** Whole runs of digits, in one piece or in groups of three and more as on a card, that no letter or digit touches. */
function digitTokens(text: string): readonly string[] {
  const runs = text
    .replace(HEXADECIMAL_IDS, ' ')
    .matchAll(/(?<![\p{L}\p{N}])\d{3,}(?:[ ._-]\d{3,})*(?![\p{L}\p{N}])/gu);
  return [...runs].map(([run]) => run.replace(/\D/g, ''));
}

/**
 * Ranges and lengths of issuers. Luhn alone would take every tenth time stamp or account for a card.
 *
 * ISO/IEC 7812; ranges as published by the card networks.
 */
const CARDS: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 18, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(?:30[0-5]|3095|36|38|39)/, lengths: [14, 15, 16, 17, 18, 19] },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:6011|64[4-9]|65|62|60|81)/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:50|5[6-8]|6[37])/, lengths: [13, 14, 15, 16, 17, 18, 19] },
];

function isCardNumber(digits: string): boolean {
  return (
    CARDS.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits)) && passesLuhn(digits)
  );
}

/** Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B). */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const digit = Number(character);
    if (index % 2 === 0) {
      return total + digit;
    }
    return total + (digit > 4 ? digit * 2 - 9 : digit * 2);
  }, 0);
  return digits.length > 0 && sum % 10 === 0;
}
