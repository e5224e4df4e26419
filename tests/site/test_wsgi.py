from django.core.servers.basehttp import get_internal_wsgi_application

from wederhoor.site.wsgi import application


def test_the_settings_name_what_a_server_calls() -> None:
    assert get_internal_wsgi_application() is application
