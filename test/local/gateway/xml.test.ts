import { parseXML } from '@aws-sdk/xml-builder';
import { changeXml, childOf, textOf } from '../../../lib/local/gateway/xml';

const DOCUMENT = `<?xml version="1.0" encoding="UTF-8"?>
<Answer xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <set>
        <item><id>1</id><!-- <br> --><empty/><text>a &lt; b &amp; "c" 日本 &#x1F; </text></item>
        <item>
            <id>2</id>
            <set></set>
        </item>
    </set>
    <alone><item><id>3</id></item></alone>
    <none/>
    <requestId>r</requestId>
</Answer>`;

test('what is not changed reads the same to a client of the SDK', () => {
  const same = changeXml(DOCUMENT, ['Answer', 'set', 'item'], (item) => item);
  expect(parseXML(same)).toEqual(parseXML(DOCUMENT));
  expect(same).toContain('<Answer xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">');
});

test('changes every element at a path, and no other', () => {
  const changed = changeXml(DOCUMENT, ['Answer', 'set', 'item'], (item) => ({
    ...item,
    id: `x${textOf(item, 'id') ?? ''}`,
  }));
  expect(changed).toMatch(/<id>x1<\/id>.*<id>x2<\/id>.*<id>3<\/id>/s);
});

test('changes an element that stands alone', () => {
  expect(changeXml(DOCUMENT, ['Answer', 'alone', 'item'], () => ({ id: 'new' }))).toContain(
    '<alone><item><id>new</id></item></alone>',
  );
});

test.each([[['Answer', 'none', 'item']], [['Answer', 'missing', 'item']], [['Other']]])(
  'changes nothing where there is nothing: %j',
  (path) => {
    const same = changeXml(DOCUMENT, path, () => {
      throw new Error('called');
    });
    expect(parseXML(same)).toEqual(parseXML(DOCUMENT));
  },
);

test('writes text so that it stays text', () => {
  const changed = changeXml('<A><b>1</b></A>', ['A'], () => ({ b: '<c attribute="d">&</c>' }));
  expect(parseXML(changed)).toEqual({ A: { b: '<c attribute="d">&</c>' } });
});

test('keeps text beside elements', () => {
  const mixed = '<A>text<b>1</b></A>';
  expect(changeXml(mixed, ['A', 'x'], (x) => x)).toBe(`<?xml version="1.0" encoding="UTF-8"?>${mixed}`);
});

test.each(['', 'no XML', '<A><b></A>', '<!DOCTYPE html><html><br></html>'])(
  'refuses what is no document: %j',
  (text) => {
    expect(() => changeXml(text, ['A'], (a) => a)).toThrow();
  },
);

test('tells a child with children from text and from nothing', () => {
  const element = { text: 'a', child: { b: 'c' }, list: ['d'] };
  expect(['text', 'child', 'list', 'none'].map((name) => textOf(element, name))).toEqual([
    'a',
    undefined,
    undefined,
    undefined,
  ]);
  expect(['text', 'child', 'list', 'none'].map((name) => childOf(element, name))).toEqual([{}, { b: 'c' }, {}, {}]);
});
