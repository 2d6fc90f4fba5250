"""serve.py PORT FOLDER REDIRECT_URI…: django-oauth-toolkit on loopback, its database in FOLDER.

A whole Django project in one file: Django's own sign-in view and the toolkit's own views. RFC 9207's iss is switched
on. The toolkit ignores the port of a loopback redirect URI (RFC 8252 7.3), so the ports given are not needed here.
"""

import sys
from pathlib import Path

import django
from django.conf import settings
from jwcrypto.jwk import JWK

PORT, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
SIGNING_KEY = JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode()

settings.configure(
    SECRET_KEY="only for tests on loopback",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    LOGIN_URL="/accounts/login/",
    STATIC_URL="/static/",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "django.sqlite3",
            "OPTIONS": {"timeout": 20},
        }
    },
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "oauth2_provider",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                ]
            },
        }
    ],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": SIGNING_KEY,
        "OAUTH2_VALIDATOR_CLASS": f"{__name__}.ClaimsValidator",
        "PKCE_REQUIRED": True,
        "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
        "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
        "SCOPES": {
            "openid": "Sign you in",
            "profile": "Your name",
            "email": "Your e-mail address",
            "offline_access": "Stay signed in",
        },
    },
)
# Django imports the module of the URLs by its name, which is not the name a script runs under.
sys.modules.setdefault("serve", sys.modules[__name__])
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.views import LoginView  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import include, path  # noqa: E402
from oauth2_provider.models import get_application_model  # noqa: E402
from oauth2_provider.oauth2_validators import OAuth2Validator  # noqa: E402
from oauth2_provider.urls import metadata_urlpatterns  # noqa: E402


class ClaimsValidator(OAuth2Validator):
    """Adds the claims of the scopes that are granted here."""

    oidc_claim_scope = OAuth2Validator.oidc_claim_scope | {"name": "profile", "email": "email"}

    def get_additional_claims(self, request):
        return {"name": request.user.get_full_name(), "email": request.user.email}


urlpatterns = [
    path("accounts/login/", LoginView.as_view()),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    *metadata_urlpatterns,
]


def populate() -> None:
    call_command("migrate", verbosity=0)
    people = get_user_model().objects
    person = people.create_user("ada", "ada@example.org", "correct horse", first_name="Ada", last_name="Lovelace")
    # Consent is remembered for each person. Grace never gives it.
    people.create_user("grace", "grace@example.org", "correct horse", first_name="Grace", last_name="Hopper")
    applications = get_application_model()
    applications.objects.create(
        name="pixie",
        user=person,
        client_id="pixie-e2e",
        client_secret="",
        client_type=applications.CLIENT_PUBLIC,
        authorization_grant_type=applications.GRANT_AUTHORIZATION_CODE,
        algorithm=applications.RS256_ALGORITHM,
        redirect_uris="http://127.0.0.1/callback http://[::1]/callback",
    )


if __name__ == "__main__":
    populate()
    call_command("runserver", f"127.0.0.1:{PORT}", use_reloader=False, skip_checks=True)
