import type { Attribute, ClassField, CustomElementDeclaration, Package } from 'custom-elements-manifest';

/** The element reference of the README: what a page can set, hear and style, per element. */
export function reference(manifest: Package): string {
  return elementsOf(manifest)
    .sort((a, b) => (a.tagName ?? '').localeCompare(b.tagName ?? ''))
    .map(section)
    .join('\n');
}

export const elementsOf = (manifest: Package): CustomElementDeclaration[] =>
  manifest.modules.flatMap(({ declarations = [] }) =>
    declarations.filter(
      (declaration): declaration is CustomElementDeclaration => 'tagName' in declaration && !!declaration.tagName,
    ),
  );

function section(element: CustomElementDeclaration): string {
  const fields = (element.members ?? []).filter((member): member is ClassField => isPublicField(member));
  const attributes = new Map(
    (element.attributes ?? []).map((attribute: Attribute) => [attribute.fieldName, attribute.name]),
  );
  return [
    `### \`<${element.tagName}>\`\n`,
    `${oneLine(element.description)}\n`,
    table(
      ['Property', 'Attribute', 'Type', ''],
      fields.map((field) => [
        code(field.name),
        code(attributes.get(field.name)),
        code(field.type?.text),
        oneLine(field.description),
      ]),
    ),
    table(
      ['Event', ''],
      (element.events ?? []).map((event) => [code(event.name), oneLine(event.description)]),
    ),
    table(
      ['Slot', ''],
      (element.slots ?? []).map((slot) => [code(slot.name || '(default)'), oneLine(slot.description)]),
    ),
    table(
      ['Part', ''],
      (element.cssParts ?? []).map((part) => [code(part.name), oneLine(part.description)]),
    ),
    table(
      ['Custom property', ''],
      (element.cssProperties ?? []).map((property) => [code(property.name), oneLine(property.description)]),
    ),
  ]
    .filter(Boolean)
    .join('\n');
}

function isPublicField(member: NonNullable<CustomElementDeclaration['members']>[number]): boolean {
  return (
    member.kind === 'field' &&
    !member.static &&
    !member.name.startsWith('#') &&
    (member.privacy ?? 'public') === 'public' &&
    !!member.description
  );
}

function table(head: string[], rows: string[][]): string {
  if (!rows.length) return '';
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

const code = (text: string | undefined): string => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '');

const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
