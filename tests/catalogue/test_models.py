import pytest
from django.db import IntegrityError, transaction

from tests.factories.house import an_organisation
from wederhoor.catalogue.models import Product, ProductVersion, Use
from wederhoor.organisations.models import Customer

pytestmark = pytest.mark.django_db


def test_a_code_is_a_product_once_in_each_organisation() -> None:
    first, second = an_organisation(), an_organisation()
    for organisation in (first, second):
        Product.objects.create(organisation=organisation, code="EX-101", name="Nederlands")
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.create(organisation=first, code="EX-101", name="Nog eens")


def test_a_product_has_versions_and_customers_once_each() -> None:
    organisation = an_organisation()
    product = Product.objects.create(organisation=organisation, code="EX-101", name="Nederlands")
    customer = Customer.objects.create(organisation=organisation, name="ROC Zonland", code="z")
    ProductVersion.objects.create(product=product, label="1")
    Use.objects.create(customer=customer, product=product)
    for again in (ProductVersion(product=product, label="1"), Use(customer=customer, product=product)):
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()
