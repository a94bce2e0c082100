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
  | 'pdf_invalid'
  | 'pdf_encrypted'
  | 'pdf_signed'
  | 'pdf_active_content'
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
