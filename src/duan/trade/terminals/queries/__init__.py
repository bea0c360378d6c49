"""What can be read of terminals; every function answers for whom the transaction acts."""
