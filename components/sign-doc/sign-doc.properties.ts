import { nothing } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Sets custom properties of an element one by one: a Content Security Policy may forbid the `style` attribute, which `styleMap` begins with. */
export const properties = directive(
  class extends Directive {
    render(_properties: Record<`--${string}`, number>): unknown {
      return nothing;
    }

    override update({ element }: ElementPart, [properties]: [Record<`--${string}`, number>]): unknown {
      const { style } = element as HTMLElement;
      for (const [name, value] of Object.entries(properties)) style.setProperty(name, `${value}`);
      return nothing;
    }
  },
);
