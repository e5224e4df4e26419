"""In which language one reads: chosen in a browser, and remembered with whoever works here."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from wederhoor.actions.language import choose
from wederhoor.web.doors import open_to
from wederhoor.web.speaking import is_spoken


@csrf_exempt
@open_to("public")
def speak(request: HttpRequest) -> HttpResponse:
    """Keeps in which language one reads, in a cookie, and goes back to the page. Whoever signed in is from now on written to in it too.

    It asks no proof that the form is ours: reading pages would then set a cookie for everyone, and all that another site could do is
    change what this browser shows. Who signed in is known by his session, which no browser sends along from another site (SameSite).
    """
    answer = set_language(request)
    language = request.POST.get("language", "")
    if is_spoken(language) and request.user.is_authenticated:
        choose(request.user.pk, language)
    return answer
