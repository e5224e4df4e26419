"""What an organisation makes, in its versions, and which customers use it."""

from django.db import models

from wederhoor.organisations.models import Customer, Member, Organisation


class Product(models.Model):
    """An exam, a teaching product or a service. The core constructor answers for its content."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="products")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[("product", "product"), ("service", "dienst")], default="product")
    core_constructor = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="products")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="product_code_once")]

    def __str__(self) -> str:
        return self.name


class ProductVersion(models.Model):
    """One version of a product; a correction gives each product affected a new one."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="versions")
    label = models.CharField(max_length=60)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "label"], name="product_version_once")]

    def __str__(self) -> str:
        return self.label


class Use(models.Model):
    """A customer uses a product, and so is told of a correction."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="uses")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "product"], name="use_once")]

    def __str__(self) -> str:
        return f"{self.customer_id}-{self.product_id}"
