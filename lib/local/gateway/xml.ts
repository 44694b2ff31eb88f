import { parseXML, XmlNode, XmlText } from '@aws-sdk/xml-builder';

/** An element with children; what occurs more than once is a list. Attributes are members like children. */
export interface XmlObject {
  readonly [name: string]: XmlValue;
}

/** What stands in an element: text, children, or, where the element occurs more than once, each of them. */
export type XmlValue = string | XmlObject | readonly XmlValue[];

/**
 * Changes the elements at a path of an XML document: every element of that path, where names repeat.
 *
 * Reads with the parser of the AWS SDK, so that it understands what the SDK's clients would. Elements of one name stay in
 * their order and come together. Throws what the parser throws when the document is none.
 *
 * @param path - names from the root element on
 */
export function changeXml(
  document: string,
  path: readonly string[],
  change: (element: XmlObject) => XmlObject,
): string {
  const root = parseXML(document) as XmlObject;
  const elements = Object.entries(changeElements(root, path, change)).flatMap(([name, value]) => nodes(name, value));
  return `<?xml version="1.0" encoding="UTF-8"?>${elements.join('')}`;
}

/** Text of a child; `undefined` when there is none, or it is not text. */
export function textOf(element: XmlObject, name: string): string | undefined {
  const value = element[name];
  return typeof value === 'string' ? value : undefined;
}

/** A child that is an element with children; without any when there is none. */
export function childOf(element: XmlObject, name: string): XmlObject {
  const value = element[name];
  return value === undefined || !isObject(value) ? {} : value;
}

/** Changes the elements at a path below an element: every element of that path, where names repeat. */
export function changeElements(
  element: XmlObject,
  path: readonly string[],
  change: (element: XmlObject) => XmlObject,
): XmlObject {
  const [name, ...rest] = path;
  if (name === undefined) {
    return change(element);
  }
  const value = element[name];
  return value === undefined ? element : { ...element, [name]: changeEach(value, rest, change) };
}

function changeEach(value: XmlValue, path: readonly string[], change: (element: XmlObject) => XmlObject): XmlValue {
  if (isList(value)) {
    return value.map((each) => changeEach(each, path, change));
  }
  // An element without children, such as an empty list.
  return typeof value === 'string' ? value : changeElements(value, path, change);
}

function nodes(name: string, value: XmlValue): readonly XmlNode[] {
  if (isList(value)) {
    return value.flatMap((each) => nodes(name, each));
  }
  if (typeof value === 'string') {
    return [new XmlNode(name, value === '' ? [] : [new XmlText(value)])];
  }
  const node = new XmlNode(name);
  for (const [key, child] of Object.entries(value)) {
    if (isNamespace(key) && typeof child === 'string') {
      node.addAttribute(key, child);
    } else if (key === '#text' && typeof child === 'string') {
      node.addChildNode(new XmlText(child));
    } else {
      nodes(key, child).forEach((each) => node.addChildNode(each));
    }
  }
  return [node];
}

/** The only attributes in answers of the query protocols. */
function isNamespace(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:');
}

function isObject(value: XmlValue): value is XmlObject {
  return typeof value !== 'string' && !isList(value);
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}
