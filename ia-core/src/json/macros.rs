//! Declarations of types that read themselves.

/// The key of a field: its name, or what it is called in JSON.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}
pub(crate) use key;

/// Makes a struct read itself. `= default` marks what may be left out; the fields after `without` are no part
/// of the JSON.
macro_rules! reads {
    (
        $name:ty { $($field:ident $(as $key:literal)? $(= $default:ident)?),* }
        $(without $($own:ident),+)?
    ) => {
        impl $crate::json::Blank for $name {
            const BLANK: Self = Self {
                $($field: $crate::json::Blank::BLANK,)*
                $($($own: $crate::json::Blank::BLANK,)+)?
            };
        }

        impl $crate::json::Read for $name {
            fn read(
                &mut self,
                value: &$crate::json::Json<'_>,
                at: &$crate::error::Place<'_>,
                errors: &mut Vec<$crate::error::InputError>,
            ) {
                const KEYS: &[$crate::json::Key] = &[$(
                    ($crate::json::key!($field $($key)?), [$(stringify!($default),)? ""].len() == 2)
                ),*];
                $crate::json::read_fields(value, at, errors, KEYS, &mut [$(&mut self.$field),*]);
            }
        }
    };
}
pub(crate) use reads;

/// Shows of a struct only its type: what it holds may be personal.
macro_rules! hides {
    ($name:ident) => {
        /// Only the type is shown, never a value.
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}
pub(crate) use hides;

/// Declares a struct of facts. Facts may be personal: they are not shown.
macro_rules! facts {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty),+ $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type),+
        }

        $crate::json::reads!($name { $($field),+ });
        $crate::json::hides!($name);

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::json::from_serde(deserializer)
            }
        }
    )+};
}
pub(crate) use facts;

/// Declares a request: read from JSON, never written.
macro_rules! requests {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty),* $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type),*
        }

        $crate::json::reads!($name { $($field),* });
        $crate::json::hides!($name);
    )+};
}
pub(crate) use requests;

/// Declares a struct that describes rules. `= default` marks what may be left out, `as "key"` says what a
/// field is called in JSON.
macro_rules! rules {
    ($(
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $(
                $(#[$field_meta:meta])*
                $field_vis:vis $field:ident: $type:ty $(as $key:literal)? $(= $default:ident)?
            ),* $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        $vis struct $name {
            $($(#[$field_meta])* $(#[serde(rename = $key)])? $(#[serde($default)])? $field_vis $field: $type),*
        }

        $crate::json::reads!($name { $($field $(as $key)? $(= $default)?),* });
    )+};
}
pub(crate) use rules;

/// The first variant of several, blank.
macro_rules! blank {
    ($variant:ident $(($inner:ty))? $({ $($field:ident),* })?; $($rest:tt)*) => {
        Self::$variant
            $((<$inner as $crate::json::Blank>::BLANK))?
            $({ $($field: $crate::json::Blank::BLANK),* })?
    };
}
pub(crate) use blank;

/// Declares an enum that describes rules: written as its code, or as an object with its code as the only key.
macro_rules! variants {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident
                $(($inner:ty))?
                $({ $($(#[$field_meta:meta])* $field:ident: $type:ty $(= $default:ident)?),* $(,)? })?
                = $code:literal
            ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[serde(rename = $code)]
                $variant $(($inner))? $({ $($(#[$field_meta])* $(#[serde($default)])? $field: $type),* })?
            ),+
        }

        impl $crate::json::Blank for $name {
            const BLANK: Self = $crate::json::blank!($($variant $(($inner))? $({ $($field),* })?;)+);
        }

        impl $crate::json::Read for $name {
            fn read(
                &mut self,
                value: &$crate::json::Json<'_>,
                at: &$crate::error::Place<'_>,
                errors: &mut Vec<$crate::error::InputError>,
            ) {
                enum Nth { $($variant),+ }
                const VARIANTS: &[(&str, bool)] = &[$((
                    $code,
                    [$(stringify!($inner),)? $(concat!($(stringify!($field)),*),)? ""].len() == 2,
                )),+];
                let Some((nth, code, content)) = $crate::json::read_variant(value, at, errors, VARIANTS) else {
                    return;
                };
                let at = at.key(code);
                $(if nth == Nth::$variant as usize {
                    *self = $crate::json::blank!($variant $(($inner))? $({ $($field),* })?;);
                    $(if let Self::$variant(inner) = self {
                        let inner: &mut $inner = inner;
                        $crate::json::Read::read(inner, content, &at, errors);
                    })?
                    $(if let Self::$variant { $($field),* } = self {
                        const KEYS: &[$crate::json::Key] = &[$(
                            (stringify!($field), [$(stringify!($default),)? ""].len() == 2)
                        ),*];
                        $crate::json::read_fields(content, &at, errors, KEYS, &mut [$($field),*]);
                    })?
                })+
            }
        }
    };
}
pub(crate) use variants;
