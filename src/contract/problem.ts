/** Stable codes of everything that can go wrong; the widgets translate them, clients may branch on them. */
export type ProblemCode =
  | 'invalid_input'
  | 'malformed_json'
  | 'unsupported_media_type'
  | 'payload_too_large'
  | 'idempotency_key_missing'
  | 'idempotency_key_reused'
  | 'unauthenticated'
  | 'invalid_credentials'
  | 'link_expired'
  | 'code_invalid'
  | 'forbidden'
  | 'permission_missing'
  | 'permission_by_partner'
  | 'scope_missing'
  | 'origin_forbidden'
  | 'proof_of_work_invalid'
  | 'not_found'
  | 'invalid_transition'
  | 'edit_window_closed'
  | 'email_not_verified'
  | 'rate_limited'
  | 'too_many_listeners'
  | 'file_empty'
  | 'file_type_forbidden'
  | 'file_infected'
  | 'image_too_large'
  /** No PDF, or one that is damaged where it is needed. */
  | 'pdf_invalid'
  /** A password is needed to open it. */
  | 'pdf_encrypted'
  /** It opens without a password, but its permissions forbid to fill it in and to sign it. */
  | 'pdf_restricted'
  /** Somebody has signed it. */
  | 'pdf_signed'
  /** Outside of its form it runs scripts, starts programs or plays something. */
  | 'pdf_active_content'
  /** A form of XFA alone, which only Adobe's programs can show. */
  | 'pdf_xfa'
  /** Files that are no data are attached to parts of it, and cannot be left out. */
  | 'pdf_attachment'
  /** It is but a cover for the files in it. */
  | 'pdf_portfolio'
  /** Too many bytes, pages or objects, also unpacked. */
  | 'pdf_too_large'
  | 'document_sent'
  | 'document_closed'
  | 'document_changed'
  | 'not_your_turn'
  | 'offer_changed'
  | 'offer_closed'
  | 'signing_not_trusted'
  | 'internal'
  | 'network';

/** Codes of what can be wrong with one field. */
export type FieldErrorCode =
  | 'required'
  | 'too_short'
  | 'too_long'
  | 'too_many'
  | 'too_small'
  | 'too_big'
  | 'invalid_format'
  | 'invalid_value'
  | 'unsupported_character'
  | 'unknown_field';

/** One wrong field of a request. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body, or `?name` for a query parameter. */
  field: string;
  code: FieldErrorCode;
  /** English, for developers; the widgets show their own words for `code`. */
  message: string;
}

/** `application/problem+json` (RFC 9457) as this API sends it. */
export interface ProblemDetails {
  /** `https://portal.etron.at/problems/<code>` */
  type: string;
  title: string;
  /** HTTP status. */
  status: number;
  code: ProblemCode;
  /** English, for developers. */
  detail?: string;
  errors?: FieldError[];
}
