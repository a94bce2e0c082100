import { css, html, nothing, type TemplateResult } from 'lit';
import type { StaffMember } from '../../src/contract/session.ts';
import { avatar } from './avatar.ts';
import { mailIcon, phoneIcon } from './icon.ts';
import { mailLink, withoutBidi } from './text.ts';

/** An employee with picture and ways to reach them. Style sheets: `employeeStyles`, `avatarStyles`, `iconStyles`. */
export const employeeCard = (employee: StaffMember, apiUrl: string): TemplateResult => html`<div class="employee">
  ${avatar(employee.name, employee.picture && apiUrl + employee.picture)}
  <div>
    <strong translate="no">${withoutBidi(employee.name)}</strong>
    ${mailLink(employee.email, html`${mailIcon()}<span>${employee.email}</span>`)}
    ${employee.phone ? html`<a href="tel:${employee.phone.replace(/[^+\d]/g, '')}">${phoneIcon()}<span>${employee.phone}</span></a>` : nothing}
  </div>
</div>`;

/** Look of `employeeCard`; needs `tokens`. */
export const employeeStyles = css`
  .employee {
    --_size: 3.5rem;
    --_ground: var(--_accent-soft);
    --_ink: var(--_accent);
    display: flex;
    gap: 0.875rem;
  }
  .employee div {
    display: grid;
    min-width: 0;
    justify-items: start;
  }
  .employee strong {
    font-weight: 600;
  }
  .employee a {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    margin-block: -0.375rem;
    color: var(--_accent);
    font-size: 0.875rem;
    text-decoration: none;
  }
  .employee a:hover span {
    text-decoration: underline;
  }
  .employee a .icon {
    width: 1.125rem;
    height: 1.125rem;
  }
`;
